(() => {
  const form = document.querySelector(".filters");
  if (!form) return;
  const findings = [...document.querySelectorAll(".finding")];
  const count = document.getElementById("shown");
  const apply = () => {
    const kinds = new Set([...form.querySelectorAll("input:checked")].map((box) => box.value));
    const rule = form.querySelector("select").value;
    let shown = 0;
    for (const finding of findings) {
      const visible = kinds.has(finding.dataset.kind) && (!rule || finding.dataset.rule === rule);
      finding.hidden = !visible;
      shown += visible;
      for (const note of document.querySelectorAll(`a.note[href="#${finding.id}"]`)) note.hidden = !visible;
    }
    for (const each of document.querySelectorAll(".document")) {
      const own = each.querySelectorAll(".finding");
      each.hidden = own.length > 0 && ![...own].some((finding) => !finding.hidden);
    }
    count.textContent = `${shown} / ${findings.length}`;
  };
  form.addEventListener("change", apply);
  form.hidden = false;
  apply();
})();
