// Runs before the first paint, so that no reader sees the wrong theme flash by.
// A classic script on purpose: modules are deferred.
(() => {
  let chosen = null;
  try { chosen = localStorage.getItem('warroom:theme'); } catch { /* private mode: follow the system */ }
  const light = chosen ? chosen === 'light' : matchMedia('(prefers-color-scheme: light)').matches;
  document.documentElement.dataset.theme = light ? 'light' : 'dark';
})();
