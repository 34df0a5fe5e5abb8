// Every small file that is told in words. To add one: its path, its sentence and its reader in files/, and its name here.
import type { AboutFile } from './about-file'
import {
  accessConf,
  authorities,
  dropbearKey,
  encryptionInfo,
  group,
  hostCertificate,
  passwd,
  privateKey,
  shadow,
  sshdConfig,
} from './files/access-files'
import { authorization, autoStart, firewallService, hostServices, inventory, licence, pools } from './files/agent-files'
import { hosts, inetdConf, krb5Conf, leases, ntpConf, resolvConf, snmpXml, syslogConf } from './files/network-files'
import { dvsData, esxConf, ipmiDate, lockerConf, randomSeed, sfcbIndex } from './files/other-files'
import { backupCounter, bootCfg, chkconfig, crontab, localStart, manifest } from './files/start-files'

export const aboutFiles: readonly AboutFile[] = [
  hosts,
  resolvConf,
  ntpConf,
  leases,
  inetdConf,
  krb5Conf,
  snmpXml,
  syslogConf,
  chkconfig,
  crontab,
  localStart,
  bootCfg,
  backupCounter,
  manifest,
  inventory,
  autoStart,
  authorization,
  pools,
  hostServices,
  licence,
  firewallService,
  shadow,
  passwd,
  group,
  accessConf,
  privateKey,
  dropbearKey,
  hostCertificate,
  authorities,
  encryptionInfo,
  sshdConfig,
  randomSeed,
  dvsData,
  ipmiDate,
  lockerConf,
  sfcbIndex,
  esxConf,
]
