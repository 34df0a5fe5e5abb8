// Where a host keeps what the program reads, as paths inside local.tgz (docs/formats.md sections 1, 6 and 7).

export const ESX_CONF_PATH = 'etc/vmware/esx.conf'
export const CONFIGSTORE_PATH = 'var/lib/vmware/configstore/backup/current-store-1'
export const SCHEMA_STORE_PATH = 'etc/vmware/schemastore/schema-store-1'
