//! The console's list of documents, asked by an ordinary editor with many grants.
//!
//! Everything is set up through the product: the portal office proposes the columns, its head approves them, the
//! security administrator grants them one by one by his, and the unit's own system sends the
//! documents by the API, which makes them drafts.

use std::time::Instant;

use acceptance::Browser;

use crate::corpus::Article;
use crate::ground::{Ground, say};
use crate::numbers::{Times, whole};
use crate::portal::{PASSWORD, Place, Portal};
use crate::table::{Table, number, text};
use crate::trouble::{Doing, Outcome, trouble};

/// Who adds columns, who grants, who asks.
const OFFICE: &str = "menhu.zongbian";
const SECURITY: &str = "anquan.guanli";
/// Who issues keys.
const SYSTEM: &str = "xitong.guanli";
/// Whose columns they are: not the editor's own unit.
const UNIT: &str = "wlj";
const EDITOR: &str = "jyj.bianji";
/// The branch all columns hang on.
const BRANCH: &str = "liebiao";
/// Looks at each page.
const LOOKS: usize = 60;

/// Sets the district up and looks at the list.
pub async fn measure(ground: &mut Ground) -> Outcome<Table> {
    let folder = ground.folder.join("list");
    let place = Place { binary: ground.binary.clone(), folder, database: None };
    let begin = Instant::now();
    let portal = place.start("/").await?;
    add_columns(&portal, ground.options.grants).await?;
    let granted = grant(&portal, ground.options.grants).await?;
    say(&format!("list: columns and grants after {:.0} s", begin.elapsed().as_secs_f64()));
    fill(ground, &portal).await?;
    let set_up = begin.elapsed().as_secs_f64();
    portal.stop().await?;
    let portal = place.start("/").await?;
    let mut table = Table::new("Console list of documents", &["page", "p50 ms", "p95 ms", "rows"]);
    let editor = portal.staff(EDITOR).await;
    let one = granted.get(granted.len() / 2).cloned().unwrap_or_default();
    for (name, address) in [
        ("first page", "/documents".to_owned()),
        ("drafts only", "/documents?state=draft".to_owned()),
        ("one column", format!("/documents?column={one}")),
        ("words in the title", "/documents?query=%E4%BE%9B%E6%9A%96".to_owned()),
        ("page 50", "/documents?page=50".to_owned()),
    ] {
        table.row(look(&editor, name, &address).await?);
    }
    portal.stop().await?;
    table.note(format!(
        "{} drafts over {} columns, an editor with {} column grants; set up through the product in \
         {set_up:.0} s",
        ground.options.documents,
        ground.options.grants,
        granted.len()
    ));
    Ok(table)
}

async fn look(editor: &Browser, name: &str, address: &str) -> Outcome<Vec<crate::table::Cell>> {
    let mut times = Times::default();
    let mut rows = 0;
    for _ in 0..LOOKS {
        let begin = Instant::now();
        let page = editor.get(address).await;
        times.push(begin.elapsed());
        if page.status != 200 {
            return trouble(format!("{address} answers {}: {}", page.status, page.words()));
        }
        rows = page.text.matches("class=\"table__main\"").count();
    }
    Ok(vec![
        text(name),
        number(times.percentile(50), 1),
        number(times.percentile(95), 1),
        number(whole(rows), 0),
    ])
}

/// Adds the branch and its columns by one proposal of the office, which its head approves.
async fn add_columns(portal: &Portal, count: usize) -> Outcome {
    let office = portal.staff(OFFICE).await;
    let proposal = office.begin_proposal("main", "测量列表").await;
    let form = office.open(&format!("{proposal}/changes/add")).await.form_with("column_type");
    let form = form
        .set("description", "为测量列表而设的栏目。")
        .set("keywords", "测量;列表")
        .set("column_type", "其他")
        .set("unit", UNIT)
        .set("review_steps", "1")
        .without("in_navigation");
    let names = (1..=count)
        .map(|number| (format!("{BRANCH}/{}", segment(number)), format!("列表栏目{number}")));
    let branch = (BRANCH.to_owned(), "列表".to_owned());
    for (path, name) in std::iter::once(branch).chain(names) {
        let answer = office.send(form.clone().set("path", &path).set("name", name)).await;
        if answer.status >= 400 {
            return trouble(format!("adding {path}: {} {}", answer.status, answer.words()));
        }
    }
    office.hand_in(&proposal).await;
    portal.staff(acceptance::APPROVER).await.agree(&proposal).await;
    Ok(())
}

fn segment(number: usize) -> String {
    format!("l{number:04}")
}

/// Grants every column of the branch to the editor; gives the columns' ids.
async fn grant(portal: &Portal, count: usize) -> Outcome<Vec<String>> {
    let security = portal.staff(SECURITY).await;
    let address = format!("/accounts/{EDITOR}/grants");
    let page = proven(&security, &address).await?;
    let form = page.form_with("column").set("role", "editor").set("unit", "*").without("below");
    let labels = page.texts("select[name=column] option");
    let values = page.attributes("select[name=column] option", "value");
    let named = labels.iter().zip(&values).filter(|(label, _)| label.contains("列表栏目"));
    let ids: Vec<String> = named.map(|(_, value)| value.clone()).take(count).collect();
    for id in &ids {
        let mut answer = security.send(form.clone().set("column", id)).await;
        if answer.location().is_some_and(|to| to.contains("/reauthenticate")) {
            proven(&security, &address).await?;
            answer = security.send(form.clone().set("column", id)).await;
        }
        if answer.status >= 400 {
            return trouble(format!("granting {id}: {} {}", answer.status, answer.words()));
        }
    }
    if ids.is_empty() { trouble("the form for grants names no columns") } else { Ok(ids) }
}

/// Opens a page that wants the password once more.
async fn proven(security: &Browser, address: &str) -> Outcome<acceptance::Page> {
    let page = security.open(address).await;
    if page.text.contains("name=\"password\"") {
        let form = page.form_with("password").set("password", PASSWORD);
        return Ok(security.submit(form).await);
    }
    Ok(page)
}

/// Has the system administrator issue a key for the unit of the columns.
async fn key(portal: &Portal) -> Outcome<String> {
    let system = portal.staff(SYSTEM).await;
    let form = proven(&system, "/api-keys/new").await?.form_with("days");
    let form = form.set("name", "测量列表").set("unit", UNIT).set("column", "*").set("days", "1");
    let answer = system.send(form).await;
    let shown = answer.texts(".head__once .codes").into_iter().next();
    shown.doing(format!("read the new key from an answer {}", answer.status))
}

/// Spreads the documents over the columns, as the unit's own system would send them.
async fn fill(ground: &mut Ground, portal: &Portal) -> Outcome {
    let key = format!("Bearer {}", key(portal).await?);
    let client = reqwest::Client::new();
    let each = ground.options.documents.div_ceil(ground.options.grants);
    let all = &ground.corpus()?.articles;
    for (number, articles) in all.chunks(each.max(1)).enumerate() {
        let lines: Vec<String> = articles.iter().map(Article::line).collect();
        let column = format!("{BRANCH}/{}", segment(number + 1));
        let address = format!("/api/v1/imports/documents?column={column}");
        let url = format!("{}{address}", portal.public);
        let request = client.post(url).header("authorization", &key).body(lines.join("\n"));
        let answer = request.send().await.doing(format!("send to {column}"))?;
        let status = answer.status();
        let said = answer.text().await.doing(format!("send to {column}"))?;
        if !status.is_success() {
            return trouble(format!("{address}: {status} {said}"));
        }
    }
    Ok(())
}
