// Shows how far a job is while it runs. Without this script a link does the same.
(() => {
  "use strict";
  const EVERY = 1500; // milliseconds
  const job = document.getElementById("job");
  if (!job || !("running" in job.dataset)) return;
  const told = document.getElementById("job-told");

  const take = (page) => {
    const fresh = page.getElementById("job");
    if (!fresh || !("running" in fresh.dataset)) {
      location.reload(); // the job has ended, or the editor was signed out
      return false;
    }
    for (const name of ["job-progress", "job-files"]) {
      const before = document.getElementById(name), after = page.getElementById(name);
      if (before.innerHTML !== after.innerHTML) before.replaceWith(document.adoptNode(after));
    }
    const words = document.querySelector("#job-progress .govuk-body").textContent;
    if (told && told.textContent !== words) told.textContent = words;
    return true;
  };

  const look = async () => {
    let more = true;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      more = take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch { /* the service is away for a moment: look again */ }
    if (more) setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
})();
