// Every property starts from one seed, so that the same program passes or fails the same way on every machine. Another seed finds news:
// `SEED=$RANDOM npm run test:unit`.
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) })
