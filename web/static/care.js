// Gives "Exit this page" its quick ways out: the page is hidden at once, and Shift
// three times is enough. Without this script it is a plain link.
(() => {
  "use strict";
  const exit = document.querySelector("[data-module='govuk-exit-this-page']");
  if (!exit || !("noModule" in HTMLScriptElement.prototype)) return;
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  new window.GOVUKFrontend.ExitThisPage(exit);
})();
