//! Ids of the library's nouns.

platform::id_types! {
    /// A folder of a unit.
    FolderId,
    /// An item of the library.
    ItemId,
    /// A version of an item.
    VersionId,
    /// Something made of a version.
    RenditionId,
    /// Captions of an item.
    CaptionsId,
    /// A document's use of an item.
    UseId,
}
