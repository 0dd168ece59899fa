using System.Text;
using MessageCenter.LoadTest;

Console.OutputEncoding = Encoding.UTF8;
return await Commands.Run(args, Console.Out, Console.Error);
