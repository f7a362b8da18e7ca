// In Teams' tab: ask Teams who is here, tell Medvind, and go on to the desk. The link stays when that fails.
(async () => {
  try {
    await microsoftTeams.app.initialize();
    const token = await microsoftTeams.authentication.getAuthToken();
    const answer = await fetch("/editor/teams", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) {
      const { app } = await microsoftTeams.app.getContext();
      microsoftTeams.app.notifySuccess();
      location.replace(`/editor?theme=${encodeURIComponent(app.theme)}`);
      return;
    }
    const told = await answer.json();
    document.querySelector("h1").textContent = told.error;
  } catch {
    // Not in Teams, or without an app registration: the link is there.
  }
})();
