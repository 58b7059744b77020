/** Elements are registered by `defineElement(tag, Class)` in a module beside the class, which the analyzer cannot know. */
function definitions() {
  const tags = new Map();

  return {
    name: 'definitions',
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'defineElement') return;
      const [tag, element] = node.arguments;
      tags.set(element.getText(), { tag: tag.text, definedIn: moduleDoc.path });
    },
    packageLinkPhase({ customElementsManifest: { modules } }) {
      for (const module of modules) {
        module.exports = module.exports?.filter(({ kind }) => kind !== 'custom-element-definition');
      }
      for (const module of modules) {
        for (const declaration of module.declarations ?? []) {
          const definition = tags.get(declaration.name);
          if (!definition) continue;
          declaration.customElement = true;
          declaration.tagName = definition.tag;
          modules.find(({ path }) => path === definition.definedIn).exports.push({
            kind: 'custom-element-definition',
            name: definition.tag,
            declaration: { name: declaration.name, module: module.path },
          });
        }
      }
    },
  };
}

/** The rest of components/ is nobody's business but ours. */
const publicModules = {
  name: 'public-modules',
  packageLinkPhase({ customElementsManifest }) {
    customElementsManifest.modules = customElementsManifest.modules.filter(({ path, declarations = [] }) => (
      /\/(index|elements|define)\.ts$/.test(path) || declarations.some(({ tagName }) => tagName)
    ));
  },
};

/** Sources in, published paths out: an editor resolves the manifest's modules inside the installed package. */
const publishedPaths = {
  name: 'published-paths',
  packageLinkPhase({ customElementsManifest }) {
    rewritePaths(customElementsManifest.modules);
  },
};

const published = (path) => path.replace(/^\/?components\/(.+)\.ts$/, 'dist/components/$1.js');

/** A path stands under `path` of a module and under `module` of every reference to one. */
function rewritePaths(node) {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string' && (key === 'path' || key === 'module')) node[key] = published(value);
    else if (typeof value === 'object' && value !== null) rewritePaths(value);
  }
}

export default {
  globs: ['components/**/*.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [definitions(), publicModules, publishedPaths],
};
