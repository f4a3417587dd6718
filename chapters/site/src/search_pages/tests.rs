//! Words that only ask are left out of what somebody wants done.

use super::answers::thing;

#[test]
fn asking_words_say_that_something_is_to_be_done() {
    assert_eq!(thing("居住证怎么办理"), ("居住证".to_owned(), true));
    assert_eq!(thing("如何申请公租房？"), ("公租房".to_owned(), true));
    assert_eq!(thing("我想 开饭店 需要什么材料"), ("开饭店".to_owned(), true));
    assert_eq!(thing("供暖"), ("供暖".to_owned(), false));
    // Nothing would be left: it is looked for as it is.
    assert_eq!(thing("怎么办"), ("怎么办".to_owned(), false));
}
