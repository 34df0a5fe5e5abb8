// What is used of the optional package @duckdb/node-api, so that the program compiles where it is not installed.
declare module '@duckdb/node-api' {
  export interface DuckDBReader {
    getRowObjectsJson(): readonly Readonly<Record<string, unknown>>[]
  }
  export interface DuckDBConnection {
    run(sql: string): Promise<unknown>
    runAndReadAll(sql: string): Promise<DuckDBReader>
    interrupt(): void
    closeSync(): void
  }
  export const DuckDBInstance: {
    create(
      path?: string,
      options?: Readonly<Record<string, string>>,
    ): Promise<{
      connect(): Promise<DuckDBConnection>
      closeSync(): void
    }>
  }
}
