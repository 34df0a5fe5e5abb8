// The route by a copy of the boot disk.

/** Writing a whole disk that already has the new state. */
export const preparedDiskRoute = `## A prepared disk

Where the boot device is a stick or a card that can be copied: \`bootbank prepare DISK state.tgz --bank N -o ready.img\` writes a copy of its image that
has the new state on bank N and is compared byte by byte. \`--recipe\` gives the lines of \`dd\` that do the same to the stick itself. That a host boots from it
has not been tried.

### Going back

Keep the image of the disk as it was (DISK): written to the stick again, or with the stick that it was taken of, the host boots as before.`
