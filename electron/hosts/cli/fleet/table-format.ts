/** What tables are written in; each is the ending of their files. */
export const tableFormats = ['jsonl', 'parquet'] as const
export type TableFormat = (typeof tableFormats)[number]
