// Every fact, in the order in which it is shown. "To add a fact" in docs/facts.md says how.
import type { FactGroupId } from '../../../shared/model/facts'
import { hostName } from './identity/host-name'
import { release } from './identity/release'
import { build } from './identity/build'
import { uuid } from './identity/uuid'
import { firmwareUuid } from './identity/firmware-uuid'
import { inception } from './identity/inception'
import { maintenance } from './identity/maintenance'
import { adapters } from './identity/adapters'
import { lastStop } from './identity/last-stop'
import { managementInterface } from './management/interface'
import { addressing } from './management/addressing'
import { address } from './management/address'
import { netmask } from './management/netmask'
import { gateway } from './management/gateway'
import { nameServers } from './management/name-servers'
import { searchDomains } from './management/search-domains'
import { portGroup } from './management/port-group'
import { vlan } from './management/vlan'
import { managementSwitch } from './management/switch'
import { uplinks } from './management/uplinks'
import { managementMac } from './management/mac'
import { ipv6 } from './management/ipv6'
import { dhcpServer } from './management/dhcp-server'
import { switches } from './network/switches'
import { nics } from './network/nics'
import { vmkernelPorts } from './network/vmkernel-ports'
import { portGroups } from './network/port-groups'
import { firewall } from './network/firewall'
import { openRuleSets } from './network/open-rule-sets'
import { hostsFile } from './network/hosts-file'
import { timeServers } from './time/servers'
import { timeService } from './time/service'
import { syslogTarget } from './time/syslog-target'
import { logFolder } from './time/log-folder'
import { coreDump } from './time/core-dump'
import { accounts } from './access/accounts'
import { permissions } from './access/permissions'
import { lockdown } from './access/lockdown'
import { lockdownExceptions } from './access/lockdown-exceptions'
import { ssh } from './access/ssh'
import { sshFirewall } from './access/ssh-firewall'
import { shell } from './access/shell'
import { consoleAccess } from './access/console'
import { consoleUsers } from './access/console-users'
import { authorizedKeys } from './access/authorized-keys'
import { activeDirectory } from './access/active-directory'
import { shellTimeouts } from './access/shell-timeouts'
import { passwordPolicy } from './access/password-policy'
import { certificateSubject } from './certificates/subject'
import { certificateIssuer } from './certificates/issuer'
import { certificateValidity } from './certificates/validity'
import { certificateKey } from './certificates/key'
import { certificateNames } from './certificates/names'
import { certificateFingerprint } from './certificates/fingerprint'
import { certificateAuthorities } from './certificates/authorities'
import { sshHostKeys } from './certificates/ssh-host-keys'
import { volumes } from './storage/volumes'
import { nfs } from './storage/nfs'
import { iscsi } from './storage/iscsi'
import { iscsiTargets } from './storage/iscsi-targets'
import { bootVolume } from './storage/boot-volume'
import { locker } from './storage/locker'
import { devices } from './storage/devices'
import { registeredMachines } from './machines/registered'
import { autostart } from './machines/autostart'
import { autostartOrder } from './machines/autostart-order'
import { licence } from './security/licence'
import { acceptanceLevel } from './security/acceptance-level'
import { encryption } from './security/encryption'
import { tpm } from './security/tpm'
import { keyProviders } from './security/key-providers'
import { kernelOptions } from './security/kernel-options'
import { backupCounter } from './backup/counter'
import { savedAt } from './backup/saved'
import { bootBank } from './backup/boot-bank'
import { backupFile } from './backup/file'
import { backupContents } from './backup/contents'
import { backupSha256 } from './backup/sha256'
import { bootFacts } from './backup/boot-facts'
import type { FactModule } from './fact'

export const facts: Readonly<Record<FactGroupId, readonly FactModule[]>> = {
  identity: [hostName, release, build, uuid, firmwareUuid, inception, maintenance, adapters, lastStop],
  management: [
    managementInterface,
    addressing,
    address,
    netmask,
    gateway,
    nameServers,
    searchDomains,
    portGroup,
    vlan,
    managementSwitch,
    uplinks,
    managementMac,
    ipv6,
    dhcpServer,
  ],
  network: [switches, nics, vmkernelPorts, portGroups, firewall, openRuleSets, hostsFile],
  time: [timeServers, timeService, syslogTarget, logFolder, coreDump],
  access: [
    accounts,
    permissions,
    lockdown,
    lockdownExceptions,
    ssh,
    sshFirewall,
    shell,
    consoleAccess,
    consoleUsers,
    authorizedKeys,
    activeDirectory,
    shellTimeouts,
    passwordPolicy,
  ],
  certificates: [
    certificateSubject,
    certificateIssuer,
    certificateValidity,
    certificateKey,
    certificateNames,
    certificateFingerprint,
    certificateAuthorities,
    sshHostKeys,
  ],
  storage: [volumes, nfs, iscsi, iscsiTargets, bootVolume, locker, devices],
  machines: [registeredMachines, autostart, autostartOrder],
  security: [licence, acceptanceLevel, encryption, tpm, keyProviders, kernelOptions],
  backup: [backupCounter, savedAt, backupFile, bootBank, backupContents, backupSha256, bootFacts],
}
