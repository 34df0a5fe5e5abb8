// The route by a copy of the boot disk.

/** Writing a whole disk that already has the new state. */
export const preparedDiskRoute = `## A prepared disk

For a host that boots from a stick or card which can be taken out. The copy is made of an *image* of it, on any machine with Bootbank, and is compared
byte by byte: only the new state.tgz and its entries in the file system differ. That a host boots from it has not been tried.

1. Take an image of the **whole** stick or card, not of one partition. Keep that image: it is the way back.

2. Make the copy, in one of two ways:

- **In the window**: open the image, press *Open bank N* for the bank that boots, make the same changes again, press *Build restore bundle* in the toolbar, and under
  *Options* tick *A prepared copy of … as well*. *Build* (in a browser *Build and download*) writes a bundle and the copy, with the same state.tgz, and shows the proofs of both.
- **On the command line**, with the state.tgz of this folder: \`bootbank banks DISK\` shows which bank boots, and
  \`bootbank prepare DISK state.tgz --bank N -o ready.img\` makes the copy. \`--recipe state.dd\` writes the lines of \`dd\` as well that do the same to the stick itself.

3. Write the copy onto a stick or card that is at least as large, whole, as the image was taken. Boot the host from it.

### Going back

Put the old stick or card back, or write the image of step 1 onto it.`
