# The desk.
desk-title = 工作台
desk-greeting = { $name }，您好。今天是 { $date }。
desk-waiting = 待我审核
desk-returned = 退回给我的
desk-sent = 我报送的
desk-drafts = 我的草稿
desk-referred = 待保密局决定
desk-waited = 已等待 { $days } 天
desk-emergencies = 应急发布待补签

console-desk = 工作台
