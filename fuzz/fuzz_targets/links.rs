//! Where a page leads: any page is read; of a clean one exactly the addresses that its tree has.
#![no_main]

use std::collections::BTreeSet;

use scraper::node::{Element, Node};
use scraper::Html;
use structure::outward::straightened;
use text::html::{addresses, clean};

fn met(html: &str) -> BTreeSet<String> {
    let mut met = BTreeSet::new();
    addresses(html, |address| {
        met.insert(address.to_owned());
    });
    met
}

/// The same from the tree.
fn in_tree(html: &str) -> BTreeSet<String> {
    let page = Html::parse_fragment(html);
    let elements = page.tree.values().filter_map(Node::as_element);
    elements.flat_map(of_element).collect()
}

fn of_element(element: &Element) -> Vec<String> {
    let plain = ["href", "src", "poster", "data-src"].into_iter();
    let plain = plain.filter_map(|name| element.attr(name));
    let several = element.attr("srcset").unwrap_or_default().split(',');
    let several = several.filter_map(|one| one.split_whitespace().next());
    plain.chain(several).map(str::to_owned).collect()
}

libfuzzer_sys::fuzz_target!(|html: &str| {
    met(html);
    met(&straightened(html));
    let clean = clean(html).html;
    assert_eq!(met(&clean), in_tree(&clean), "{clean}");
});
