using Snapchat.AudienceExport.Dashboard.Forms;

namespace Snapchat.AudienceExport.Dashboard.Localization;

internal static partial class KazakhWords
{
    private static ExportWords Exports => new()
    {
        Title = "Экспорттау",
        AddDestination = "Мақсатты орын қосу",
        RunAll = "Барлығын іске қосу",
        Search = "Іздеу",
        SearchHint = "Экспорттау, қосылым немесе түрі",
        None = "Әзірге экспорттау жоқ.",
        NoneFound = "Сәйкес экспорттау табылмады.",
        Choose = "Таңдау",
        ChooseOne = static name => $"{name} таңдау",
        Connection = "Қосылым",
        NoConnection = "Қосылым жоқ",
        Refreshed = "Жаңартылған",
        NeverRan = "Әлі іске қосылмаған",
        Schedule = "Кесте",
        Daily = "Күн сайын",
        Paused = "Кідіртілген",
        NextRun = "Келесі іске қосу",
        Permissions = "Рұқсаттар",
        CanEdit = "Өңдей алады",
        CanView = "Көре алады",
        ScheduleChosen = "Таңдалған экспорттаулардың кестесі",
        Bulk = new(
            (BulkSchedule.Enable, "Әрқайсысының кестесін сақтап, қосу"),
            (BulkSchedule.Pause, "Әрқайсысының кестесін сақтап, кідірту"),
            (BulkSchedule.SystemRefresh, "Барлығы әрбір жүйелік жаңартумен бірге"),
            (BulkSchedule.Own, "Барлығы төмендегі кесте бойынша"),
            (BulkSchedule.Off, "Барлығы өшірулі: тек қолмен")),
        Apply = "Қолдану",
        Run = "Іске қосу",
        Plan = "Жоспар",
        Edit = "Өңдеу",
        Duplicate = "Көшірмесін жасау",
        Detach = "Ажырату",
        Attach = "Қосылым беру",
        Remove = "Жою",
        RemoveTitle = static name => $"{name} жойылсын ба?",
        RemoveHint = "Snapchat аудиториясы өзгеріссіз қалады.",
        DetachedHint = "Экспорттауда қосылым жоқ, сондықтан ол іске қосылмайды. Әкімші оған қосылым беруі керек.",
        Audience = "Snapchat аудиториясы",
        Segments = "Сегменттер",
        Matching = "Деректерді салыстыру",
        Mode = "Режим",
    };
}
