// Times in the browser's own zone, and the progress of a run. Without it every page works; a run's page is then reloaded by hand.
"use strict";

// Browsers have no Kazakh dates; Swedish ones are written as ISO 8601, which everybody reads.
const locale = document.documentElement.lang === "en" ? "en" : "sv";

for (const time of document.querySelectorAll("time[datetime]")) {
    const format = new Intl.DateTimeFormat(locale, locale === "en" ? { dateStyle: "medium", timeStyle: "short" } : { dateStyle: "short", timeStyle: "short" });
    time.title = time.textContent;
    time.textContent = format.format(new Date(time.dateTime));
}

const live = document.querySelector("[data-events]");
if (live) {
    const events = new EventSource(live.dataset.events);
    events.addEventListener("progress", event => {
        const run = JSON.parse(event.data);
        for (const element of live.querySelectorAll("[data-live]"))
            element.textContent = run[element.dataset.live] ?? "";
        const bar = live.querySelector("progress");
        if (run.percent === null)
            bar.removeAttribute("value");
        else
            bar.value = run.percent;
    });
    events.addEventListener("ended", () => {
        events.close();
        location.reload();
    });
}
