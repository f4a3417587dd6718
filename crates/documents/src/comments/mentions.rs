//! Whom a comment names: `@登录名` or `@姓名`.

use structure::AccountId;

/// Somebody who can be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Who.
    pub id: AccountId,
    /// Their name.
    pub name: String,
    /// What they type at sign-in.
    pub login: String,
}

/// Everybody that the words name, each once, in order. Chinese has no spaces, so the longest name
/// that follows the sign counts; a login must stand whole. A name that several people have names
/// all of them: better one notice too many.
pub fn mentioned(words: &str, people: &[Named]) -> Vec<AccountId> {
    let mut found = Vec::new();
    for rest in words.split(['@', '＠']).skip(1) {
        for id in named(rest, people) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
    found
}

fn named(rest: &str, people: &[Named]) -> Vec<AccountId> {
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')));
    let (run, _) = rest.split_at(end.unwrap_or(rest.len()));
    let login = run.trim_end_matches('.').to_lowercase();
    if let Some(one) = people.iter().find(|one| one.login == login) {
        return vec![one.id];
    }
    let fits = people.iter().filter(|one| !one.name.is_empty() && rest.starts_with(&one.name));
    let fits: Vec<&Named> = fits.collect();
    let longest = fits.iter().map(|one| one.name.len()).max();
    fits.iter().filter(|one| Some(one.name.len()) == longest).map(|one| one.id).collect()
}
