//! Article 16: the catalogue's facets count truly, follow what is published, and numbers lead to
//! documents.

use acceptance::{Page, on_both};

use crate::TZGG;

/// Addresses of the options that are not chosen, with how many each says it would show.
fn offered(page: &Page) -> Vec<(String, u64)> {
    let urls = page.attributes(".facet li a:not([aria-current], .facet-up)", "href");
    let counts = page.texts(".facet li a:not([aria-current], .facet-up) .facet-count");
    let counts = counts.iter().map(|count| count.split(' ').next().unwrap().parse().unwrap());
    urls.into_iter().zip(counts).collect()
}

fn total(page: &Page) -> u64 {
    page.texts(".search-count")[0].split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn article_16_every_count_of_the_catalogue_is_what_choosing_shows() {
    on_both(async |district| {
        let visitor = district.visitor();
        // Stories publish in the present; the past stands still.
        for begin in ["/catalogue?year=2025", "/catalogue/units/zjj?year=2025"] {
            let page = visitor.open(begin).await;
            let first = offered(&page).into_iter().filter(|(url, _)| url.contains("year=2025"));
            let first: Vec<_> = first.collect();
            assert!(first.len() > 4, "{begin}: {first:?}");
            for (at, (url, count)) in first.iter().enumerate() {
                let page = visitor.open(url).await;
                assert_eq!(total(&page), *count, "{url}");
                assert!(*count > 0, "{url} offers nothing");
                if at % 5 == 0 {
                    for (url, count) in offered(&page).iter().step_by(4) {
                        assert_eq!(total(&visitor.open(url).await), *count, "{url}");
                    }
                }
            }
        }
        // What is chosen can be given up again, and a page beyond the end is none.
        let chosen = visitor.open("/catalogue?column=zwgk%2Ffdzdgknr%2Fzcwj&year=2025").await;
        let clear = chosen.attributes(".facet-clear", "href");
        assert_eq!(clear.len(), 2, "{clear:?}");
        assert_eq!(visitor.get("/catalogue?year=2025&page=99").await.status, 404);
        assert_eq!(visitor.get("/catalogue/units/nobody").await.status, 404);
        // What nobody knows is not asked.
        assert_eq!(visitor.open("/catalogue?subject=99&unit=x").await.status, 200);
    });
}

#[test]
fn article_16_the_catalogue_follows_what_is_published_and_withdrawn() {
    on_both(async |district| {
        let visitor = district.visitor();
        let title = district.unique("目录随发布验收");
        let list = "/catalogue/units/jyj?kind=notices";
        assert!(!visitor.open(list).await.text.contains(&title));
        let (paper, path) = district.publish(TZGG, "notices", &title, "<p>内容。</p>").await;
        let page = visitor.open(list).await;
        assert!(page.text.contains(&title), "{}", page.words());
        assert!(page.attributes(".open-item a", "href").contains(&path));
        let publisher = district.staff("qzfb.fabu").await;
        let page = publisher.open(&format!("/documents/{}/withdrawals/new", paper.key)).await;
        let form = page.form_with("public_sees").set("public_sees", "gone");
        publisher.submit(form.set("reason", "验收完毕")).await;
        assert!(!visitor.open(list).await.text.contains(&title));
        district.assert_no_fault();
    });
}

#[test]
fn article_16_a_number_leads_to_its_document() {
    on_both(async |district| {
        let visitor = district.visitor();
        let ask = async |number: &str| {
            let form = visitor.open("/catalogue/look-up").await.form("/catalogue/look-up");
            visitor.send(form.set("number", number)).await
        };
        // However people write the brackets.
        for number in ["未政办发〔2026〕12号", "未政办发[2026]12号", " 未政办发【２０２６】 12 号"]
        {
            let answer = ask(number).await;
            let path = answer.location().unwrap_or_else(|| panic!("{number}: {}", answer.words()));
            let page = visitor.open(&path).await;
            assert!(page.words().contains("老年助餐服务管理办"), "{}", page.words());
        }
        // The index number of a document in the catalogue leads to that document.
        let list = visitor.open("/catalogue?subject=17").await;
        let url = list.attributes(".open-item a", "href").remove(0);
        let facts = list.texts(".open-item:first-child dd");
        let index = facts.iter().find(|one| one.contains("-17-")).unwrap();
        assert_eq!(ask(index).await.location().unwrap(), url);
        // A part gives a list, and what fits nothing a sentence with ways on.
        let part = ask("未政发〔2026〕").await;
        assert!(part.texts(".open-item").len() >= 5, "{}", part.words());
        let nothing = ask("未政发〔1999〕1号").await;
        assert_eq!(nothing.status, 200);
        assert!(nothing.words().contains("没有索引号或者文号包含“未政发〔1999〕1号”"));
        assert!(nothing.link("依申请公开").is_some());
        assert_eq!(nothing.header("cache-control"), "no-store");
    });
}
