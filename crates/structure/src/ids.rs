//! Ids of the structure's nouns.

platform::id_types! {
    /// A unit 单位.
    UnitId,
    /// A site or sub-site 站点.
    SiteId,
    /// A column 栏目.
    ColumnId,
    /// An account 账号.
    AccountId,
    /// A grant of a role 授权.
    GrantId,
    /// A console session 会话.
    SessionId,
    /// A key of a unit's own system 接口密钥.
    ApiKeyId,
}
