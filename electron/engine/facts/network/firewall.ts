// Firewall.
import { onOff, toldBySettings } from '../values'
import type { FactModule } from '../fact'

export const firewall: FactModule = {
  id: 'network.firewall',
  title: 'Firewall',
  reads: 'network/firewall of ConfigStore, firewall of esx.conf before.',
  kind: 'one',
  first: false,
  read: host =>
    toldBySettings(host, ['esx/network/firewall#enabled', 'esx.conf/firewall#enabled'], onOff).map(value => ({
      ...value,
      attention: value.text === 'off',
    })),
}
