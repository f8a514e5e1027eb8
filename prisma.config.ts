import { defineConfig } from 'prisma/config'

// `prisma generate` looks for a native schema engine that it never runs and that cannot be
// downloaded in a closed network: any existing file satisfies the look-up. Migrations are
// applied at boot by src/migrate.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } })
