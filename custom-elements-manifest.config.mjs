import { definitions, fieldsAndAttributes, platformMembers, publicModules, publishedPaths, variableEvents } from './scripts/manifest-plugins.mjs';

export default {
  globs: ['components/**/*.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [definitions(), fieldsAndAttributes(), variableEvents(), platformMembers(), publicModules(), publishedPaths()],
};
