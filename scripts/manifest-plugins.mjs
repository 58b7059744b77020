// What the custom-elements analyzer cannot know about our way of writing elements. Plugins of
// @custom-elements-manifest/analyzer: `analyzePhase` sees every node of the sources, `packageLinkPhase` the whole result.

/** Elements are registered by `defineElement(tag, Class)` in a module beside the class. */
export function definitions() {
  const found = new Map();

  return {
    name: 'definitions',
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'defineElement') return;
      const [tag, element] = node.arguments;
      found.set(element.getText(), { tagName: tag.text, definedIn: moduleDoc.path });
    },
    packageLinkPhase({ customElementsManifest: { modules } }) {
      for (const module of modules) module.exports = module.exports?.filter(({ kind }) => kind !== 'custom-element-definition');
      for (const { module, declaration } of declarationsOf(modules)) {
        const definition = found.get(declaration.name);
        if (!definition) continue;
        Object.assign(declaration, { customElement: true, tagName: definition.tagName });
        modules.find(({ path }) => path === definition.definedIn).exports.push({
          kind: 'custom-element-definition',
          name: definition.tagName,
          declaration: { name: declaration.name, module: module.path },
        });
      }
    },
  };
}

/**
 * `@property(textAttribute('topic-prefix')) topicPrefix`: the analyzer takes the field's name for the attribute's.
 * And a field and its attribute are one thing, described once.
 */
export function fieldsAndAttributes() {
  const attributeOf = new Map();

  return {
    name: 'fields-and-attributes',
    analyzePhase({ ts, node }) {
      if (!ts.isPropertyDeclaration(node)) return;
      const [, attribute] = /@property\(\w+Attribute\('([\w-]+)'/.exec(node.getText()) ?? [];
      if (attribute) attributeOf.set(`${node.parent.name?.text}.${node.name.getText()}`, attribute);
    },
    packageLinkPhase({ customElementsManifest: { modules } }) {
      for (const { declaration } of declarationsOf(modules)) {
        for (const field of declaration.members ?? []) {
          const owner = field.inheritedFrom?.name ?? declaration.name;
          const name = attributeOf.get(`${owner}.${field.name}`) ?? field.attribute;
          if (name) unite(declaration, field, name);
        }
      }
    },
  };
}

function unite(declaration, field, name) {
  const isSame = (attribute) => attribute.name === name || attribute.fieldName === field.name;
  const mentions = declaration.attributes?.filter(isSame) ?? [];
  const written = mentions.find((attribute) => attribute.name === name && attribute.description);
  const [mention] = written ? [written] : mentions;
  const attribute = { ...mention, name, fieldName: field.name };
  attribute.description ??= field.description;
  field.description ??= attribute.description;
  field.attribute = name;
  declaration.attributes = [...(declaration.attributes ?? []).filter((other) => !isSame(other)), attribute];
}

/** `new CustomEvent(name)`: the analyzer takes the variable for an event. */
export function variableEvents() {
  const variables = new Set();

  return {
    name: 'variable-events',
    analyzePhase({ ts, node }) {
      if (!ts.isNewExpression(node) || !node.expression.getText().endsWith('Event')) return;
      const [type] = node.arguments ?? [];
      if (type && ts.isIdentifier(type)) variables.add(type.text);
    },
    packageLinkPhase({ customElementsManifest: { modules } }) {
      for (const { declaration } of declarationsOf(modules)) {
        declaration.events = declaration.events?.filter(({ name, description }) => description || !variables.has(name));
      }
    },
  };
}

const PLATFORM_MEMBERS = new Set(['addEventListener', 'removeEventListener', 'dispatchEvent', 'connectedMoveCallback']);

/** What every element has, only typed or watched here. */
export function platformMembers() {
  return {
    name: 'platform-members',
    packageLinkPhase({ customElementsManifest: { modules } }) {
      for (const { declaration } of declarationsOf(modules)) {
        declaration.members = declaration.members?.filter(({ name }) => !PLATFORM_MEMBERS.has(name));
      }
    },
  };
}

/** The rest of components/ is nobody's business but ours. */
export function publicModules() {
  return {
    name: 'public-modules',
    packageLinkPhase({ customElementsManifest }) {
      customElementsManifest.modules = customElementsManifest.modules.filter(({ path, declarations = [] }) => (
        /\/(index|elements|define)\.ts$/.test(path) || declarations.some(({ tagName }) => tagName)
      ));
    },
  };
}

/** Sources in, published paths out: an editor resolves the manifest's modules inside the installed package. */
export function publishedPaths() {
  return {
    name: 'published-paths',
    packageLinkPhase({ customElementsManifest }) {
      rewritePaths(customElementsManifest.modules);
    },
  };
}

/** A path stands under `path` of a module and under `module` of every reference to one. */
function rewritePaths(node) {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string' && (key === 'path' || key === 'module')) node[key] = published(value);
    else if (typeof value === 'object' && value !== null) rewritePaths(value);
  }
}

const published = (path) => path.replace(/^\/?components\/(.+)\.ts$/, 'dist/components/$1.js');

function declarationsOf(modules) {
  return modules.flatMap((module) => (module.declarations ?? []).map((declaration) => ({ module, declaration })));
}
