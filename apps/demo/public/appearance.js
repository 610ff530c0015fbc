/** Runs before the page is painted: the theme and the language that the visitor has chosen. */
(() => {
  let stored = {};
  try {
    stored = { theme: localStorage.getItem('tidegate.theme'), language: localStorage.getItem('tidegate.language') };
  } catch {
    // Storage may be forbidden; what the system prefers will do.
  }
  const root = document.documentElement;
  if (stored.theme === 'light' || stored.theme === 'dark') root.dataset.theme = stored.theme;
  const asked = new URLSearchParams(location.search).get('language') ?? stored.language ?? navigator.language;
  root.lang = asked.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
})();
