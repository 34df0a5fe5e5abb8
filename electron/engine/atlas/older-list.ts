// Files that hosts before 7.0 keep, as far as they are documented: the members of a saved state in VMware's own article on it
// (docs/formats.md section 10), which describes a host of 4.x.

/** Paths inside local.tgz. */
export const olderList: ReadonlySet<string> = new Set([
  'etc/dropbear/dropbear_dss_host_key',
  'etc/dropbear/dropbear_rsa_host_key',
  'etc/security/access.conf',
  'etc/vmware/hostd/hostsvc.xml',
  'etc/vmware/hostd/pools.xml',
  'etc/vmware/hostd/vmAutoStart.xml',
  'etc/vmware/ssl/rui.crt',
  'etc/vmware/ssl/rui.key',
  'etc/vmware/dvsdata.db',
  'etc/vmware/esx.conf',
  'etc/vmware/license.cfg',
  'etc/vmware/locker.conf',
  'etc/vmware/snmp.xml',
  'etc/hosts',
  'etc/inetd.conf',
  'etc/chkconfig.db',
  'etc/ntp.conf',
  'etc/random-seed',
  'etc/resolv.conf',
  'etc/syslog.conf',
  'etc/dhclient-vmk0.leases',
  'etc/sfcb/repository/root/interop/cim_indicationhandlercimxml.idx',
  'etc/sfcb/repository/root/interop/cim_indicationfilter.idx',
  'etc/sfcb/repository/root/interop/cim_indicationsubscription.idx',
  'etc/sfcb/repository/root/interop/cim_listenerdestinationcimxml.idx',
])
