// The reader: copies the citation of a paragraph, and finds a paragraph that another part of a
// long document holds. Without this script "Cite" opens the paragraph with its citation.
(() => {
  "use strict";
  const reader = document.querySelector(".lg-reader");
  if (!reader) return;

  // An old or copied address may name a paragraph of another part: the server knows which.
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (wanted && wanted !== "main" && !document.getElementById(wanted) && reader.dataset.parts !== "1") {
    location.replace(`${reader.dataset.address}/passages/${encodeURIComponent(wanted)}`);
    return;
  }

  if (!navigator.clipboard) return;
  reader.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-where]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const address = new URL(link.href);
    address.searchParams.delete("marks");
    try {
      await navigator.clipboard.writeText(`${reader.dataset.title}${link.dataset.where}. ${address}`);
    } catch {
      location.assign(link.href); // not allowed here: the page shows what to copy
      return;
    }
    const told = link.parentElement.querySelector(".lg-copied") || document.createElement("span");
    told.className = "lg-copied";
    told.setAttribute("role", "status");
    link.after(told);
    told.textContent = reader.dataset.copied;
    history.replaceState(null, "", link.href);
  });
})();
