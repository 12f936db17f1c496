namespace Snapchat.AudienceExport.Dashboard.Localization;

internal static partial class KazakhWords
{
    private static ScheduleWords Schedules => new()
    {
        Title = "Кестелер",
        Hint = "Жүйелік жаңарту уақытында сегменттер қайта есептеледі, содан кейін онымен бірге жоспарланған экспорттаулар іске қосылады. Экспорттаудың жеке кестесі оның өзінде бапталады.",
        SystemRefresh = "Жүйелік жаңарту",
        Off = "Өшірулі",
        On = "Мына уақытта",
        Next = "Келесі жаңарту",
        Latest = "Соңғы жаңарту",
        NeverHappened = "Әлі болған жоқ",
        RefreshNow = "Сегменттерді қазір жаңарту",
        RefreshNowHint = "«Барлығын іске қосу» кестесі белсенді барлық экспорттауды іске қосады. «Сегменттерді қазір жаңарту» ешбір экспорттауды іске қоспайды.",
    };
}
