// The pretend shop: a few products, a basket in the browser, and the calls to the chat that a real shop would make.
"use strict";

const products = [
  { id: "lamp", name: "Dusk lamp", price: 89, text: "A warm light that dims by touch. For reading, and for falling asleep after it.",
    facts: { Height: "38 cm", Shade: "Linen, washable", Light: "2,700 K, 9 W", Delivery: "2 days" } },
  { id: "mug", name: "Two-hand mug", price: 18, text: "Big enough for both hands. Thrown and glazed by one person, so no two are alike.",
    facts: { Holds: "420 ml", Material: "Stoneware", Dishwasher: "Yes", Delivery: "2 days" } },
  { id: "blanket", name: "Sunday blanket", price: 64, text: "Heavy enough to stay where it is. Recycled wool, woven in two colours.",
    facts: { Size: "140 × 200 cm", Weight: "1.4 kg", Material: "80 % recycled wool", Delivery: "3 days" } },
  { id: "plant", name: "Patient plant", price: 24, text: "A rubber plant that forgives a forgotten week. Comes in its pot, with a card that says what it likes.",
    facts: { Height: "About 40 cm", Pot: "Clay, 16 cm", Light: "Half shade", Delivery: "4 days" } },
  { id: "notebook", name: "Plain notebook", price: 12, text: "Lies flat, takes ink, asks nothing. 192 numbered pages and two ribbons.",
    facts: { Size: "A5", Paper: "100 g, cream", Ruling: "Dots", Delivery: "2 days" } },
  { id: "chair", name: "Corner chair", price: 219, text: "For the corner where you always end up. Ash, with a seat of paper cord.",
    facts: { Height: "76 cm", Seat: "44 cm", Wood: "Ash, oiled", Delivery: "2 weeks" } },
];

const basketKey = "demo-shop-basket";
const euro = new Intl.NumberFormat("en", { style: "currency", currency: "EUR" });
const one = selector => document.querySelector(selector);

function readBasket() {
  try {
    const held = JSON.parse(localStorage.getItem(basketKey) ?? "{}");
    return Object.fromEntries(Object.entries(held).filter(([id, count]) => productOf(id) && Number.isInteger(count) && count > 0));
  } catch {
    return {};
  }
}

function writeBasket(basket) {
  try {
    localStorage.setItem(basketKey, JSON.stringify(basket));
  } catch {
    // Storage is blocked: the basket lasts as long as the page.
  }
  showCount(basket);
  tellChat(basket);
}

function productOf(id) {
  return products.find(product => product.id === id);
}

function linesOf(basket) {
  return Object.entries(basket).map(([id, count]) => ({ ...productOf(id), count }));
}

function totalOf(basket) {
  return linesOf(basket).reduce((sum, line) => sum + line.price * line.count, 0);
}

/** The operator sees what is in the basket, and on which page the visitor is. */
function tellChat(basket) {
  window.mc("setCustomData", {
    page: document.title,
    basket: linesOf(basket).map(line => ({ product: line.name, quantity: line.count, price: line.price })),
    total: totalOf(basket),
    currency: "EUR",
  });
}

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function showCount(basket) {
  const count = Object.values(basket).reduce((sum, held) => sum + held, 0);
  one("[data-basket-count]").textContent = String(count);
}

function showProducts() {
  one("[data-products]").append(...products.map(product => make("li", {},
    make("a", { href: `product.html?id=${product.id}` },
      make("img", { src: `img/${product.id}.svg`, alt: "", width: 220, height: 220, loading: "lazy" }),
      make("strong", { textContent: product.name }),
      make("span", { textContent: euro.format(product.price) })))));
}

function showProduct() {
  const product = productOf(new URLSearchParams(location.search).get("id")) ?? products[0];
  document.title = `${product.name} · Demo Shop`;
  one("[data-product-image]").src = `img/${product.id}.svg`;
  one("[data-product-name]").textContent = product.name;
  one("[data-product-price]").textContent = euro.format(product.price);
  one("[data-product-text]").textContent = product.text;
  for (const [name, value] of Object.entries(product.facts)) {
    one("[data-product-facts]").append(make("dt", { textContent: name }), make("dd", { textContent: value }));
  }
  one("[data-add]").addEventListener("click", () => {
    const basket = readBasket();
    writeBasket({ ...basket, [product.id]: Math.min(99, (basket[product.id] ?? 0) + 1) });
    one("[data-added]").textContent = `${product.name} is in your basket.`;
  });
}

function showBasket() {
  const basket = readBasket();
  const lines = linesOf(basket);
  one("[data-basket-empty]").hidden = lines.length > 0;
  one("[data-basket-table]").hidden = one("[data-basket-order]").hidden = lines.length === 0;
  one("[data-basket-total]").textContent = euro.format(totalOf(basket));
  one("[data-basket-rows]").replaceChildren(...lines.map(line => {
    const change = count => {
      const { [line.id]: before, ...others } = readBasket();
      writeBasket(count > 0 ? { ...others, [line.id]: count } : others);
      showBasket();
    };
    const quantity = make("input", { type: "number", min: 1, max: 99, value: line.count, ariaLabel: `Quantity of ${line.name}` });
    quantity.addEventListener("change", () => change(Math.min(99, Math.max(1, Math.trunc(Number(quantity.value)) || 1))));
    const remove = make("button", { type: "button", className: "link", textContent: "Remove", ariaLabel: `Remove ${line.name}` });
    remove.addEventListener("click", () => change(0));
    return make("tr", {},
      make("th", { scope: "row" }, make("a", { href: `product.html?id=${line.id}`, textContent: line.name })),
      make("td", {}, quantity), make("td", { textContent: euro.format(line.price * line.count) }), make("td", {}, remove));
  }));
}

function prepareOrder() {
  one("[data-order]").addEventListener("click", () => {
    writeBasket({});
    showBasket();
    one("[data-ordered]").textContent = "Thank you. This is a pretend shop, so nothing will be sent.";
  });
}

function prepareContact() {
  const form = one("[data-contact]");
  form.addEventListener("submit", event => {
    event.preventDefault();
    const given = new FormData(form);
    const info = Object.fromEntries([...given].filter(([, value]) => value !== ""));
    window.mc("setContactInfo", info);
    one("[data-saved]").textContent = "Thank you, we will remember.";
  });
}

for (const button of document.querySelectorAll("[data-chat]")) {
  button.addEventListener("click", () => window.mc(button.dataset.chat));
}
const pages = { home: [showProducts], product: [showProduct], basket: [showBasket, prepareOrder], contact: [prepareContact] };
for (const prepare of pages[document.body.dataset.page] ?? []) prepare();
showCount(readBasket());
tellChat(readBasket());
