namespace Snapchat.AudienceExport.Dashboard.Localization;

internal static partial class KazakhWords
{
    private static PlanWords Plans => new()
    {
        Title = static name => $"{name} жоспары",
        Hint = "Жоспар сегменттерді оқып, аудиторияға бұрын жіберілгендермен салыстырады және іске қосу не істейтінін айтады. Ештеңе жіберілмейді.",
        ResendAll = "Барлығын қайта жіберу, аудитория қолмен өзгертілген болса",
        Make = "Жоспар жасау",
        MakeAgain = "Жоспарды қайта жасау",
        Totals = "Жиынтығы",
        Added = "Қосылады",
        Removed = "Жойылады",
        Unchanged = "Өзгеріссіз",
        Requests = "Сұрау",
        Bytes = "Жіберіледі",
        LeastTime = "Кемінде",
        Run = "Іске қосу",
        RunWithoutRemovals = "Жоюсыз іске қосу",
        RunAndRemove = static count => $"Іске қосу және {count} жою",
    };
}
