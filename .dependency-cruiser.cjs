// The layer table of docs/architecture.md: a folder may import itself and the folders on its right, nothing else.
const mayImport = {
  domain: [],
  engine: ['domain'],
  store: ['domain'],
  migrations: ['domain', 'store'],
  services: ['domain', 'engine', 'store'],
  schema: ['domain'],
  resolvers: ['domain', 'schema', 'services'],
  server: ['domain', 'engine', 'store', 'migrations', 'services', 'resolvers'],
  cli: ['domain', 'services', 'server'],
  bench: ['domain', 'engine', 'store', 'services', 'server'],
  examples: [],
};
const layers = Object.keys(mayImport);
const layerRules = layers.map((layer) => ({
  name: `layer:${layer}`,
  severity: 'error',
  comment: `${layer}/ may import only: ${[layer, ...mayImport[layer]].join(', ')}`,
  from: { path: `^${layer}/` },
  to: { path: `^(${layers.join('|')}|tests)/`, pathNot: `^(${[layer, ...mayImport[layer]].join('|')})/` },
}));
const onlyIn = (name, path) => ({
  name: `only-in:${name}`,
  severity: 'error',
  comment: `${name} is wrapped in ${path}`,
  from: { path: `^(${layers.join('|')})/`, pathNot: `^(${path}|bench/)` },
  to: { path: `(^|/)node_modules/${name}/` },
});
module.exports = {
  forbidden: [
    ...layerRules,
    onlyIn('lmdb', 'store/'),
    onlyIn('onnxruntime-node', 'engine/worker/'),
    onlyIn('type-graphql', '(schema|resolvers)/'),
    onlyIn('@apollo/server', 'server/'),
    onlyIn('dataloader', 'server/loaders'),
    { name: 'no-cycles', severity: 'error', from: { pathNot: 'node_modules' }, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(dist|data)/' },
  },
};
