// The host's own restore (docs/formats.md section 9 says what it demands).
import { block } from './blocks'

/** Handing the configBundle to `vim-cmd hostsvc/firmware/restore_config`. */
export function restoreConfigRoute(name: string): string {
  return `## Route 3: the host's own restore

For a host of the same release and UUID that runs and can be put into maintenance mode. It takes \`${name}\` of this folder, reboots at once, and was
not tried on a host with a bundle made here.

1. In the ESXi shell, keep the present configuration. It prints an address: fetch it with a browser, with the name of the host in the place of the
   \`*\`, and put the file where it lasts and has another name.

${block('vim-cmd hostsvc/firmware/backup_config')}

2. Compare: \`Manifest.txt\` of the configBundle, which the first command prints, has to name the UUID that the second one prints, and the release that
   the third one prints.

${block(`tar -xzOf ${name} Manifest.txt`, 'esxcfg-info -u', 'vmware -l')}

3. With all virtual machines off or elsewhere:

${block('vim-cmd hostsvc/maintenance_mode_enter', `cp ${name} /tmp/configBundle.tgz`)}

4. Check, then restore. The first argument is 0; 1 forces a configBundle of another UUID.

${block('sha256sum -c SHA256SUMS', 'vim-cmd hostsvc/firmware/restore_config 0 /tmp/configBundle.tgz')}

Once the host is up: \`vim-cmd hostsvc/maintenance_mode_exit\`.

### Going back

The same with the file of step 1 as \`/tmp/configBundle.tgz\`. If the host does not come up, put its old state.tgz back by route 1: the file of step 1 holds it.`
}
