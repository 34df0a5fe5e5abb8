// The words of the viewer that shows XML and JSON as they are and formatted.

export const besideText = {
  title: 'Beside',
  raw: 'In the file',
  formatted: 'Formatted, read only',
  notFormatted:
    'As it stands now, this is nothing that can be formatted. It is again as soon as the text is XML or JSON.',
  toProblem: 'Go to it',
} as const
