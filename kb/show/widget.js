/**
 * The page of a knowledge base as a widget (https://anywidget.dev): in a frame of its own, which
 * runs its scripts and reaches nothing around it. The frame says which events are chosen.
 */

const FRAME = "width:100%;border:0;color-scheme:light dark";

function render({ model, el }) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts allow-popups allow-downloads");
  frame.title = model.get("title");
  frame.style.cssText = FRAME;
  frame.style.height = `${model.get("height")}px`;
  frame.srcdoc = model.get("page");

  const listen = (event) => {
    if (event.source !== frame.contentWindow || event.data?.kb !== "selection") return;
    const { events } = event.data;
    model.set("chosen", Array.isArray(events) ? events.map(String) : null);
    model.save_changes();
  };

  window.addEventListener("message", listen);
  el.append(frame);
  return () => window.removeEventListener("message", listen);
}

export default { render };
