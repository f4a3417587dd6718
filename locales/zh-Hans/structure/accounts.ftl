# The register of accounts and one's own account.
menu-people = 人员与安全
people-confirm = 确认
account-register = 账号
account-lead = 账号限本人使用，不得共用；人员离岗当日停用。
account-none = 没有符合条件的账号。
account-new = 新建账号
account-new-lead = 一人一号。保存后显示一次性口令，请当面或用其他稳妥方式告诉本人。
account-edit = 修改资料
account-edit-lead = 账号名不能修改。人员调离请停用账号，不要改名给他人使用。
account-name = 姓名
account-login = 账号
    .hint = 3 到 32 位小写字母、数字、点、横线或下划线，以字母开头，建议用姓名拼音。
account-unit = 单位
account-choose-unit = 请选择单位
account-all-units = 全部单位
account-all-states = 全部状态
account-state = 状态
account-state-active = 正常
account-state-disabled = 已停用
account-state-dormant = 长期未登录
account-second-factor = 两步验证
account-last-sign-in = 上次登录
account-password-set = 口令设置于
account-password-until = 口令有效至
account-created-at = 创建于
account-disabled-at = 停用于
account-disabled-reason = 停用原因
    .hint = 会记入流水，例如：调离、退休、借调结束。
account-administrator = 管理员
account-own-title = 我的账号
account-this-sign-in = 本次登录
account-other-sign-in = 另一台设备登录

## What was done
account-created = 账号已创建。一次性口令：{ $password }。它只显示这一次，登录后必须修改。
account-changed = 资料已修改。
account-disabled = 账号已停用，所有设备已退出。
account-enabled = 账号已启用。一次性口令：{ $password }。它只显示这一次，登录后必须修改。
account-enabled-as-before = 账号已启用，口令沿用停用前的口令。
account-enabled-already = 这个账号没有停用，不需要启用。
account-password-reset = 口令已重置。一次性口令：{ $password }。它只显示这一次，登录后必须修改。
account-unlock = 解除锁定
account-unlock-confirm = 请先向本人核实，确认不是他人在试口令。
account-unlocked = 账号已解锁。

## Acts that ask first
suspension = 停用账号
suspension-lead = 停用后，{ $name }在所有设备上立即退出，不能再登录；写过的稿件和审核记录全部保留。
restoration = 启用账号
restoration-lead = 启用后，{ $name }可以重新登录，原有授权仍然有效，请一并核对。普通账号会得到新的一次性口令；管理员沿用原口令。
password-reset = 重置口令
password-reset-lead = 将为{ $name }生成一次性口令，原口令作废，所有设备立即退出。

## What is refused
account-refused-next = 请返回账号页面，按提示处理后再试。
account-login-malformed = 账号不符合要求，请用 3 到 32 位小写字母、数字、点、横线或下划线，以字母开头。
account-login-taken = 这个账号已经有人用过，请换一个。停用的账号也不能给他人再用。
account-shared = 账号必须属于一个人，不能用岗位或公用名称。请填写本人姓名和拼音。
account-name-missing = 请填写姓名。
account-name-too-long = 姓名最多 30 个字。
account-unit-unknown = 请选择单位。
account-reason-missing = 请填写停用原因。
account-own = 不能对自己的账号进行这项操作，请由另一位管理员办理。
account-last-administrator = 这是最后一位在岗的同类管理员。请先指定接任者，再进行这项操作。
account-has-grants = 这个账号持有稿件授权。管理员不得兼任内容岗位，请先收回全部授权。
account-other-administrator = 这个账号已经是另一类管理员，三类管理员不得由一人兼任。请先免去现任。
account-administrator-password = 为防止一人冒用两类管理员，管理员的口令不能在这里重置，请由运维人员在服务器上办理。
