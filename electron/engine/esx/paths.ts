// Names under which a host keeps and finds its own files (docs/formats.md sections 1, 5, 6, 7, 8 and 9).

/** What the boot loader loads. */
export const STATE_NAME = 'state.tgz'
/** In state.tgz: the host's files, plain or sealed. */
export const LOCAL_NAME = 'local.tgz'
export const SEALED_LOCAL_NAME = 'local.tgz.ve'
export const LOCAL_NAMES: readonly string[] = [LOCAL_NAME, SEALED_LOCAL_NAME]
/** Beside a sealed layer: the key, or what holds it. */
export const ENCRYPTION_INFO_NAMES: readonly string[] = ['encryption.info', '.#encryption.info']

// Paths inside local.tgz.
export const ESX_CONF_PATH = 'etc/vmware/esx.conf'
export const CONFIGSTORE_PATH = 'var/lib/vmware/configstore/backup/current-store-1'
/** The copy of encryption.info among the host's files. */
export const INNER_ENCRYPTION_INFO_PATH = 'etc/vmware/encryption.info'
export const SCHEMA_STORE_PATH = 'etc/vmware/schemastore/schema-store-1'
export const SHADOW_PATH = 'etc/shadow'
/** Key and certificate of the host: its backup script refuses to run without them. */
export const RUI_KEY_PATH = 'etc/vmware/ssl/rui.key'
export const RUI_CERTIFICATE_PATH = 'etc/vmware/ssl/rui.crt'
/** Services that were switched by hand, and maintenance mode. */
export const HOSTSVC_PATH = 'etc/vmware/hostd/hostsvc.xml'
/** Registered virtual machines, and which of them start with the host. */
export const VM_INVENTORY_PATH = 'etc/vmware/hostd/vmInventory.xml'
export const VM_AUTOSTART_PATH = 'etc/vmware/hostd/vmAutoStart.xml'
/** Permissions, where ConfigStore has none. */
export const AUTHORIZATION_PATH = 'etc/vmware/hostd/authorization.xml'
export const LICENCE_PATH = 'etc/vmware/license.cfg'
/** Which services start with the host. */
export const CHKCONFIG_PATH = 'etc/chkconfig.db'
export const RESOLV_CONF_PATH = 'etc/resolv.conf'
export const LOCKER_CONF_PATH = 'etc/vmware/locker.conf'
export const BACKUP_COUNTER_PATH = 'etc/vmware/.backup.counter'
/** Every file of ESXi's own services lies below it. */
export const VMWARE_FOLDER = 'etc/vmware/'
