// The optional package @duckdb/node-api is there, so that the program compiles where it is not installed; its types are in parquet.ts.
declare module '@duckdb/node-api' {
  export const DuckDBInstance: import('./parquet').DuckDb['DuckDBInstance']
}
