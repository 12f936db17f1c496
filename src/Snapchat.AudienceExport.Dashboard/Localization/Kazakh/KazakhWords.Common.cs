using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Localization;

internal static partial class KazakhWords
{
    private static CommonWords Common => new()
    {
        Product = "Аудиторияны экспорттау",
        SkipToContent = "Мазмұнға өту",
        Sections = "Бөлімдер",
        Data = "Деректер",
        Admin = "Әкімші",
        Exports = "Экспорттау",
        Connections = "Қосылымдар",
        Audit = "Аудит журналы",
        Language = "Тіл",
        Save = "Сақтау",
        Back = "Артқа",
        DisplayName = "Көрсетілетін аты",
        Status = "Күйі",
        Updated = "Соңғы жаңартылуы",
        Pages = "Беттер",
        Previous = "Алдыңғы",
        Next = "Келесі",
        Range = static (first, last, total) => $"{total} ішінен {first}–{last}",
        Seconds = static seconds => $"{seconds} с",
        PerSecond = static rate => $"секундына {rate}",
        When = "Уақыты",
        Who = "Кім",
        What = "Әрекет",
        OnWhat = "Нысан",
        Outcome = "Нәтиже",
        AuditOutcomes = new(
            (AuditOutcome.Succeeded, "Орындалды"),
            (AuditOutcome.Denied, "Рұқсат берілмеді"),
            (AuditOutcome.Failed, "Сәтсіз")),
        Roles = new(
            (AudienceExportRole.Viewer, "Қараушы"),
            (AudienceExportRole.Contributor, "Салымшы"),
            (AudienceExportRole.Administrator, "Әкімші")),
        Statuses = new(
            (ExportStatus.Queued, "Кезекке қойылған"),
            (ExportStatus.Processing, "Өңдеу"),
            (ExportStatus.Successful, "Сәтті"),
            (ExportStatus.Skipped, "Өткізілген"),
            (ExportStatus.Failed, "Сәтсіз"),
            (ExportStatus.Canceled, "Болдырылмады")),
        Stages = new(
            (ExportStage.CheckingAudience, "Аудиторияны тексеру"),
            (ExportStage.Collecting, "Профильдерді оқу"),
            (ExportStage.Planning, "Жоспарлау"),
            (ExportStage.Uploading, "Жүктеп салу"),
            (ExportStage.Reconciling, "Салыстырып тексеру"),
            (ExportStage.Finished, "Аяқтау")),
        Triggers = new(
            (RunTrigger.OnDemand, "Сұрау бойынша"),
            (RunTrigger.RunAll, "Барлығын іске қосу"),
            (RunTrigger.SystemRefresh, "Жүйелік жаңарту"),
            (RunTrigger.Schedule, "Жеке кесте")),
        Modes = new(
            (ExportMode.AddOnly, "Тек қосу"),
            (ExportMode.Mirror, "Дәл сәйкестендіру"),
            (ExportMode.Replace, "Ауыстыру")),
        Schedules = new(
            (ScheduleKind.SystemRefresh, "Әрбір жүйелік жаңартумен бірге"),
            (ScheduleKind.Own, "Жеке кесте бойынша"),
            (ScheduleKind.Off, "Өшірулі: тек қолмен")),
        Days = new(
            (DayOfWeek.Monday, "дүйсенбі"),
            (DayOfWeek.Tuesday, "сейсенбі"),
            (DayOfWeek.Wednesday, "сәрсенбі"),
            (DayOfWeek.Thursday, "бейсенбі"),
            (DayOfWeek.Friday, "жұма"),
            (DayOfWeek.Saturday, "сенбі"),
            (DayOfWeek.Sunday, "жексенбі")),
        Identifiers = new(
            (IdentifierKind.Email, "Электрондық пошта"),
            (IdentifierKind.Phone, "Телефон"),
            (IdentifierKind.MobileAdId, "Мобильді жарнама идентификаторы")),
        ConnectionTypes = new(
            (ConnectionType.Snapchat, "Snapchat")),
        ConnectionStates = new(
            (ConnectionState.Draft, "Жоба"),
            (ConnectionState.Active, "Белсенді"),
            (ConnectionState.NeedsReauthentication, "Қайта аутентификациялау қажет")),
        SegmentStates = new(
            (SegmentState.Active, "Белсенді"),
            (SegmentState.Refreshing, "Жаңартылуда"),
            (SegmentState.Inactive, "Белсенді емес"),
            (SegmentState.Failed, "Сәтсіз")),
        Notices = new(
            (Notice.Saved, "Сақталды."),
            (Notice.SavedAboveMaximum, "Сақталды. Сегменттердегі мүшелер саны бір іске қосуда жіберуге болатын саннан көп; шектен асатын іске қосу өткізіледі."),
            (Notice.Removed, "Жойылды."),
            (Notice.Shared, "Қосылымды кім пайдалана алатыны сақталды."),
            (Notice.ConsentGiven, "Келісіміңіз тіркелді."),
            (Notice.ConsentWithdrawn, "Келісім қайтарып алынды; осы қосылым арқылы барлық жүктеп салу тоқтатылды."),
            (Notice.Authenticated, "Snapchat қызметімен аутентификацияланды."),
            (Notice.AuthenticationDeclined, "Snapchat бетінде рұқсат беруден бас тартылды."),
            (Notice.AuthenticationRefused, "Аутентификация мерзімі өтіп кеткен немесе бұрын пайдаланылған; қайтадан бастаңыз."),
            (Notice.AuthenticationFailed, "Snapchat қызметіне қосылу мүмкін болмады немесе ол бас тартты; қайталап көріңіз."),
            (Notice.ExportUserAdded, "Енді сіз экспорт пайдаланушысысыз."),
            (Notice.Detached, "Ажыратылды. Экспорттаулар қалған баптауларын сақтайды және қосылым берілгенше іске қосылмайды."),
            (Notice.Attached, "Экспорттауда қайтадан қосылым бар."),
            (Notice.Scheduled, "Кесте өзгертілді."),
            (Notice.RefreshStarted, "Сегменттер жаңартылып жатыр."),
            (Notice.RunsStarted, "Сіз өңдей алатын, кестесі белсенді барлық экспорттау кезекке қойылды."),
            (Notice.CancelAsked, "Іске қосуды тоқтату сұралды; ол бірнеше секундта тоқтайды."),
            (Notice.AudienceRead, "Аудитория қайта оқылды."),
            (Notice.Lifted, "Өшіру тоқтатылды; адам сегментте болса, келесі іске қосулар оны қайта жібереді."),
            (Notice.ErasuresRetried, "Күтіп тұрғанның бәрі қайта орындап көрілді.")),
    };
}
