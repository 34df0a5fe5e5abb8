// Names of the files by which a host's state is known (docs/formats.md sections 1, 5, 6, 7, 9 and 11).

/** The outer archive, which a host boots from. */
export const STATE_NAME = 'state.tgz'
/** The archive with the host's files: plain, or as an envelope since 7.0 U2. */
export const LOCAL_NAMES: readonly string[] = ['local.tgz', 'local.tgz.ve']

export const ESX_CONF_PATH = 'etc/vmware/esx.conf'
export const CONFIGSTORE_PATH = 'var/lib/vmware/configstore/backup/current-store-1'
/** The copy of encryption.info among the host's files. */
export const INNER_ENCRYPTION_INFO_PATH = 'etc/vmware/encryption.info'
/** Key and certificate of the host: its backup script refuses to run without them. */
export const HOST_KEY_PATH = 'etc/vmware/ssl/rui.key'
export const HOST_CERTIFICATE_PATH = 'etc/vmware/ssl/rui.crt'
export const SCHEMA_STORE_PATH = 'etc/vmware/schemastore/schema-store-1'
