// The Back key and its gesture: they leave what lies over the page (a sheet, a
// form, an unfolded channel), not the page. Each layer has one entry in the
// browser's history; what an entry holds is how many layers are open there.
// Absent on purpose: addresses. A layer is no place that one could go to.

const layers = [];

/** Whether the browser is on its way to another entry: until it is there, none is added. */
let going = false;
let asked = false;

const depth = () => history.state?.layers ?? 0;

/** Brings the history in line with the layers. */
function settle() {
  asked = false;
  if (going) return;
  if (depth() > layers.length) {
    going = true;
    history.go(layers.length - depth());
  } else {
    while (depth() < layers.length) history.pushState({ layers: depth() + 1 }, '');
  }
}

/** Once all that happens now has happened: a sheet that makes room for another is no step back. */
function soon() {
  if (asked) return;
  asked = true;
  setTimeout(settle);
}

/**
 * Something lies over the page from now on; `leave` takes it away when somebody
 * goes back. Call what this gives when it has gone by itself.
 */
export function over(leave) {
  const layer = { leave };
  layers.push(layer);
  soon();
  return () => {
    const at = layers.indexOf(layer);
    if (at < 0) return;
    layers.splice(at, 1);
    soon();
  };
}

/** A page that comes back lies bare: entries of layers that it had are gone through. Call it when all is drawn. */
export const bare = soon;

addEventListener('popstate', () => {
  if (going) {
    going = false;
  } else {
    while (layers.length > depth()) layers.pop().leave();
  }
  soon();
});
