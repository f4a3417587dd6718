# 知识库（第三十二条）
knowledge-kind = 知识问答
knowledge-title = 知识问答
knowledge-lead = 大家常问的事，由各单位整理答复、审核后发布，定期复核。先查一查，也许马上就有答案。
knowledge-lead-office = 已公开的问答，按复核日期从早到晚排列。过了复核日期的不再推荐给群众和办理人员，请核对后更新日期。
knowledge-question = 问题
knowledge-theme = 主题
knowledge-review-by = 复核日期
    .hint = 到这一天为止，答复都可以推荐给群众；过了这一天要重新核对。
knowledge-alternatives = 类似问法
    .hint = 群众还会怎么问，一行一种。用于匹配，不在页面显示。请勿写个人信息。
knowledge-wording = 答复口径
    .hint = 供办理人员拟写答复时采用，只在管理台内部显示，不对外公开。
knowledge-tab-all = 全部
knowledge-tab-over = 到期待复核
knowledge-none = 还没有问答。
knowledge-none-found = 没有找到相关问答。换个说法试试，或者查看全部。
knowledge-search = 搜索知识问答
knowledge-search-hint = 例如：居住证在哪里办
knowledge-search-go = 搜问答
knowledge-count = 共 { $count } 条
knowledge-by-unit = 按单位看
knowledge-more = 查看全部问答
knowledge-still = 没有解决您的问题？
knowledge-still-hint = 情况不同、说得不清楚，都可以写信给我们，有编号、有期限、有答复。
knowledge-answered-by = 答复单位：
knowledge-colon = ：
knowledge-review-due = 这条答复已到复核日期，承办单位正在核对。办事前请先与承办单位确认，或者写信询问。

## While a letter is written
knowledge-offered = 这些答复也许能帮到您
knowledge-offered-hint = 点开看看（在新窗口打开，信不会丢）。没有解决，就接着写。
knowledge-offered-question = 知识问答
knowledge-offered-guide = 办事指南
knowledge-offered-letter = 来信选登
knowledge-offered-window = （在新窗口打开）
knowledge-first = 写信之前，可以先查一查知识问答

## At the desk
knowledge-propose = 整理为知识问答
knowledge-propose-hint = 生成一份草稿，自动隐去姓名和号码；核对后照常报送、审核、发布。
knowledge-made = 已整理为问答：
knowledge-proposed = 草稿已生成，姓名和号码已隐去。请核对每一处，补上类似问法，再报送审核。
knowledge-known = 这封信已经整理过问答，为您打开。
knowledge-not-answered = 这封信还没有答复，不能整理为问答。没有改动任何内容。答复之后再来整理。
knowledge-no-column = 您没有在知识问答栏目撰稿的权限，没有生成草稿。请联系门户管理员授权后再试。
