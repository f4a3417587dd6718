//! Every verb that the program writes into the journal, so that auditors can choose among them. A
//! test compares this list with the sources.

/// All verbs, noun by noun.
pub const VERBS: &[&str] = &[
    "document.created",
    "document.revised",
    "document.imported",
    "document.submitted",
    "document.recalled",
    "document.scheduled",
    "document.unscheduled",
    "document.published",
    "document.withdrawn",
    "document.expiry_set",
    "document.expired",
    "document.lapsed",
    "document.moved",
    "document.placed",
    "document.unplaced",
    "document.pinned",
    "document.unpinned",
    "document.ordered",
    "document.slug_changed",
    "document.trashed",
    "document.restored",
    "document.handed_over",
    "check.waived",
    "word_list.added",
    "word_list.changed",
    "check_levels.changed",
    "bulk_act.asked",
    "bulk_act.retried",
    "review.passed",
    "review.returned",
    "review.doubtful",
    "document.waits",
    "interpretation.promised",
    "claim.taken",
    "claim.released",
    "edit_lock.taken_over",
    "revision.named",
    "preview.shared",
    "preview.opened",
    "preview.answered",
    "preview.revoked",
    "comment.written",
    "comment.answered",
    "comment.mentioned",
    "comment.settled",
    "comment.reopened",
    "referral.decided",
    "emergency.signed",
    "emergency.overdue",
    "withdrawal.lifted",
    "address.redirected",
    "media.added",
    "media.changed",
    "media.replaced",
    "media.version_brought",
    "media.trashed",
    "media.restored",
    "site.added",
    "site.changed",
    "column.added",
    "column.changed",
    "search_words.changed",
    "unit.added",
    "unit.changed",
    "account.created",
    "account.changed",
    "account.disabled",
    "account.enabled",
    "account.locked",
    "account.unlocked",
    "account.signed_in",
    "account.sign_in_failed",
    "account.signed_out",
    "account.password_changed",
    "account.second_factor_enabled",
    "account.second_factor_reset",
    "session.revoked",
    "notice_choices.changed",
    "notice_address.verified",
    "notice_address.removed",
    "grant.added",
    "grant.removed",
    "api_key.issued",
    "api_key.revoked",
    "journal.exported",
    "journal.verification_asked",
    "journal.verified",
    "job.retried",
    "index.rebuild_asked",
    "cache.dropped",
];

/// The noun of a verb: `document` of `document.published`.
pub fn noun(verb: &str) -> &str {
    verb.split_once('.').map_or(verb, |(noun, _)| noun)
}

/// The verbs that a choice stands for: one verb, or with a dot at its end all of a noun.
pub fn chosen(choice: &str) -> Option<Vec<String>> {
    let choice = choice.trim();
    if choice.is_empty() {
        return None;
    }
    let fits = |verb: &str| verb == choice || (choice.ends_with('.') && verb.starts_with(choice));
    let known: Vec<String> =
        VERBS.iter().filter(|verb| fits(verb)).map(|verb| (*verb).to_owned()).collect();
    // A verb of another version is still looked for by its letters.
    Some(if known.is_empty() { vec![choice.to_owned()] } else { known })
}
