namespace Snapchat.AudienceExport.Dashboard.Localization;

internal static partial class KazakhWords
{
    private static ErasureWords Erasure => new()
    {
        Title = "Адамды өшіру",
        Hint = "Өшірілген адам енді ешқашан жіберілмейді және жіберілген болуы мүмкін барлық аудиториядан жойылады. Енгізгеніңіз бірден хешке айналдырылады, сақталмайды және қайта көрсетілмейді.",
        Person = "Адамның барлық идентификаторлары",
        OneALine = "Әр жолға біреуден. Мұнда көрсетілмеген идентификатормен жіберілген адамды қалғандары арқылы табу мүмкін емес.",
        Erase = "Адамды өшіру",
        Lift = "Өшіруді тоқтату",
        Complete = "Адам өшірілді және барлық аудиториядан жойылды.",
        Recorded = "Адам өшірілді және енді жіберілмейді. Кейбір аудиториялардан жою күтілуде, ол өздігінен қайталанады.",
        Pending = "Күтілуде",
        NothingPending = "Күтіп тұрған ештеңе жоқ.",
        Retry = "Қазір қайталау",
        Audiences = "Аудиториялар",
        NotGiven = "Жіберілген, бірақ көрсетілмеген түрлер",
        Statuses = new(
            (AudienceErasureStatus.Pending, "Күтілуде"),
            (AudienceErasureStatus.Removed, "Жойылды"),
            (AudienceErasureStatus.AudienceDeleted, "Аудитория жойылған"),
            (AudienceErasureStatus.WaitingForRun, "Іске қосудың аяқталуын күтеді"),
            (AudienceErasureStatus.NoConnection, "Қосылым жоқ"),
            (AudienceErasureStatus.NeedsReauthentication, "Snapchat қызметімен қайта аутентификациялаңыз"),
            (AudienceErasureStatus.AudienceNotFound, "Аудитория табылмады"),
            (AudienceErasureStatus.RefusedBySnapchat, "Snapchat бас тартты"),
            (AudienceErasureStatus.SnapchatUnavailable, "Snapchat қызметіне қосылу мүмкін болмады"),
            (AudienceErasureStatus.StateUnusable, "Аудитория туралы сақталғанды пайдалану мүмкін емес")),
    };
}
