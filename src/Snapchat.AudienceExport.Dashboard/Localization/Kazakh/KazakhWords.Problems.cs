using Snapchat.AudienceExport.Dashboard.Http;

namespace Snapchat.AudienceExport.Dashboard.Localization;

internal static partial class KazakhWords
{
    private static ProblemWords Problems => new()
    {
        Title = "Орындалмады",
        BackToExports = "Экспорттауларға оралу",
        ToTheRun = "Іске қосуға өту",
        Trace = "Қолданба журналында толығырақ, іздеу коды:",
        Kinds = new(
            (ProblemKind.Invalid, "Бірдеңе жетіспейді немесе қате"),
            (ProblemKind.AccessDenied, "Бұған рұқсатыңыз жоқ"),
            (ProblemKind.NotFound, "Мұнда ештеңе жоқ"),
            (ProblemKind.ChangedMeanwhile, "Осы арада біреу өзгертіп қойды"),
            (ProblemKind.ConnectionInUse, "Бұл қосылымды экспорттаулар пайдаланады"),
            (ProblemKind.RunInProgress, "Іске қосу жүріп жатыр"),
            (ProblemKind.ReauthenticationRequired, "Snapchat қызметімен қайта аутентификациялаңыз"),
            (ProblemKind.NoWorker, "Іске қосуларды орындаушы жоқ"),
            (ProblemKind.SnapchatUnavailable, "Snapchat қызметіне қосылу мүмкін болмады"),
            (ProblemKind.RefusedBySnapchat, "Snapchat бас тартты"),
            (ProblemKind.SourceFailed, "Сегменттерді оқу мүмкін болмады"),
            (ProblemKind.Conflict, "Қазір бұл мүмкін емес"),
            (ProblemKind.StaleForm, "Форма ескіріп қалды"),
            (ProblemKind.UnreadableForm, "Форманы оқу мүмкін болмады"),
            (ProblemKind.NoForm, "Бұл форма емес"),
            (ProblemKind.TooLarge, "Форма тым үлкен"),
            (ProblemKind.Malformed, "Сұрау түсініксіз"),
            (ProblemKind.Unexpected, "Күтпеген жағдай болды")),
        Hints = new(
            (ProblemKind.Invalid, "Тізімделгендерді түзетіп, қайта сақтаңыз."),
            (ProblemKind.AccessDenied, "Әкімшіге жүгініңіз немесе басқа пайдаланушы болып кіріңіз."),
            (ProblemKind.NotFound, "Ол жойылған болуы мүмкін. Тізімнен бастаңыз."),
            (ProblemKind.ChangedMeanwhile, "Қайта қарап, өзгертуді қайталаңыз."),
            (ProblemKind.ConnectionInUse, "Алдымен осы экспорттауларды ажыратыңыз немесе жойыңыз."),
            (ProblemKind.RunInProgress, "Аяқталғанын күтіңіз немесе болдырмаңыз."),
            (ProblemKind.ReauthenticationRequired, "Әкімші қосылымды қайта аутентификациялауы керек; экспорттаулар өзгеріссіз қалады."),
            (ProblemKind.NoWorker, "Қолданбаны басқаратын адам орындаушыны іске қосуы керек."),
            (ProblemKind.SnapchatUnavailable, "Бірнеше минуттан кейін қайталаңыз."),
            (ProblemKind.StaleForm, "Осы арада жүйеге кірдіңіз не шықтыңыз немесе бет тым ұзақ ашық тұрды. Артқа қайтып, бетті жаңартып, қайталаңыз."),
            (ProblemKind.UnreadableForm, "Артқа қайтып, бетті жаңартып, форманы қайта жіберіңіз."),
            (ProblemKind.NoForm, "Осы беттердің формаларын пайдаланыңыз; бағдарламаларға REST мекенжайлары арналған."),
            (ProblemKind.TooLarge, "Артқа қайтып, ұзын мәтіндерді қысқартып, қайта жіберіңіз. Форма 256 КиБ-қа дейін қабылданады."),
            (ProblemKind.Malformed, "Тізімнен бастаңыз."),
            (ProblemKind.Unexpected, "Қайталап көріңіз. Қайталанса, қолданбаны басқаратын адамға айтыңыз.")),
        NameOf = static item => item switch
            {
                "DisplayName" => "Көрсетілетін аты",
                "Consent" => "Келісім",
                "SnapchatAuthentication" => "Snapchat қызметімен аутентификациялау",
                "ExportUser" => "Экспорт пайдаланушысы",
                "Connection" => "Қосылым",
                "Audience" => "Аудитория",
                "FormerAudience" => "Бұрынғы аудитория",
                "Identifiers" => "Деректерді салыстыру",
                "Segments" => "Сегменттер",
                "Mode" => "Режим",
                "Exports" => "Экспорттаулар",
                "Recurrence" => "Жүйелік жаңарту",
                "Schedule" => "Кесте",
                "Access" => "Кім пайдалана алады",
                _ => item,
            },
    };
}
