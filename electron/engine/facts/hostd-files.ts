// Files of the host agent that more than one fact is read from.

/** Services that were switched by hand, and maintenance mode. */
export const HOSTSVC = 'etc/vmware/hostd/hostsvc.xml'
export const VM_INVENTORY = 'etc/vmware/hostd/vmInventory.xml'
export const VM_AUTOSTART = 'etc/vmware/hostd/vmAutoStart.xml'
export const AUTHORIZATION = 'etc/vmware/hostd/authorization.xml'
