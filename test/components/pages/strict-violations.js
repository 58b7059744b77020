window.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample, sourceFile, lineNumber }) => {
  window.violations.push(`${violatedDirective} ${sample} ${sourceFile}:${lineNumber}`);
});
