//! Article 13: synonyms, stop words and the list of questions without answer, kept in the console.

use acceptance::on_both_in_time;

use super::search::{asking, hits};

#[test]
fn article_13_search_synonyms_of_the_console_take_effect_and_misses_are_listed() {
    // Among the stories that run one at a time: the lists are one text that others would overwrite.
    on_both_in_time(async |district| {
        let visitor = district.visitor();
        let word = district.unique("nuanqif");
        let question = asking(&word);
        assert!(hits(&visitor.open(&question).await).is_empty());
        visitor.open(&question).await;

        let keeper = district.staff("dzzwb.yunwei").await;
        let misses = keeper.open("/search-words/zero-hits").await;
        assert!(
            misses.texts("tr").iter().any(|row| row.contains(&word) && row.contains('2')),
            "{}",
            misses.words()
        );
        let add = misses.attributes("a[href*=\"/search-words?add=\"]", "href");
        assert!(!add.is_empty(), "no way from the miss to the synonyms");

        let page = keeper.open("/search-words").await;
        let form = page.form_with("synonyms");
        let before = form.value("synonyms").trim().to_owned();
        let group = format!("{before}\n{word} = 供热");
        keeper.submit(form.set("synonyms", group)).await;
        let found = hits(&visitor.open(&question).await);
        assert!(!found.is_empty(), "the synonym takes no effect");

        let form = keeper.open("/search-words").await.form_with("synonyms");
        assert!(form.value("synonyms").contains(&word));
        keeper.submit(form.set("synonyms", before)).await;
        assert!(hits(&visitor.open(&question).await).is_empty(), "the synonym is still there");

        let clerk = district.staff("mzj.bianji").await;
        assert_eq!(clerk.get("/search-words").await.status, 403);
    });
}
