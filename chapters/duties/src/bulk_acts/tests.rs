//! What takes back what.

use super::model::Verb;

#[test]
fn words_are_read_as_they_are_written() {
    for verb in Verb::ALL {
        assert_eq!(Verb::parse(verb.word()), Some(verb));
    }
}

#[test]
fn taking_back_twice_is_doing_it_again() {
    for verb in Verb::ALL {
        if let Some(back) = verb.undoing()
            && back != Verb::Lift
        {
            assert_eq!(back.undoing(), Some(verb), "{verb:?}");
            assert_eq!(back.right(), verb.right(), "whoever may do it may take it back");
        }
    }
}
