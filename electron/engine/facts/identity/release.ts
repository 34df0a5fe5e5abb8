// Release.
import { manifestField } from '../manifest'
import { distinct, toldBySettings } from '../values'
import type { FactModule } from '../fact'

export const release: FactModule = {
  id: 'identity.release',
  title: 'Release',
  reads: "resourceGroups/version of esx.conf, RELEASELEVEL of a configBundle's Manifest.txt.",
  kind: 'one',
  first: true,
  read: host =>
    distinct([...toldBySettings(host, ['esx.conf/resourceGroups#version']), ...manifestField(host, 'RELEASELEVEL')]),
}
