package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// Of the many times in the tables of forensic tools the one is taken at which somebody did
// what the table is about.
func TestForensicColumns(t *testing.T) {
	for _, c := range []struct{ tool, header, want string }{
		{"PECmd", "Note,SourceFilename,SourceCreated*,SourceModified*,SourceAccessed*,ExecutableName,Hash,Size,Version,RunCount,LastRun*,PreviousRun0*,PreviousRun1*,Volume0Name,Volume0Serial,Volume0Created*,Directories,FilesLoaded,ParsingError", "LastRun"},
		{"PECmd, timeline", "RunTime*,ExecutableName", "RunTime"},
		{"AmcacheParser", "ApplicationName,ProgramId,FileKeyLastWriteTimestamp*,SHA1,IsOsComponent,FullPath,Name,FileExtension,LinkDate*,ProductName,Size,Version", "FileKeyLastWriteTimestamp"},
		{"AppCompatCacheParser", "ControlSet,CacheEntryPosition,Path,LastModifiedTimeUTC*,Executed,Duplicate,SourceFile", "LastModifiedTimeUTC"},
		{"RBCmd", "SourceName,FileType,FileName,FileSize,DeletedOn*", "DeletedOn"},
		{"EvtxECmd", "RecordNumber,EventRecordId,TimeCreated*,EventId,Level,Provider,Channel,ProcessId,ThreadId,Computer,ChunkNumber,UserId,MapDescription,Payload", "TimeCreated"},
		{"RECmd", "HivePath,HiveType,Description,Category,KeyPath,ValueName,ValueType,ValueData,Comment,Recursive,Deleted,LastWriteTimestamp*,PluginDetailFile", "LastWriteTimestamp"},
		{"SrumECmd", "Id,Timestamp*,ExeInfo,ExeInfoDescription,ExeTimestamp*,SidType,Sid,UserName,UserId,AppId,BytesReceived,BytesSent", "Timestamp"},
		{"LECmd", "SourceFile,SourceCreated*,SourceModified*,SourceAccessed*,TargetCreated*,TargetModified*,TargetAccessed*,FileSize,RelativePath", "SourceCreated"},
		{"SBECmd", "BagPath,Slot,NodeSlot,MRUPosition,AbsolutePath,ShellType,Value,CreatedOn*,ModifiedOn*,AccessedOn*,LastWriteTime*,FirstInteracted*,LastInteracted*,HasExplored", "LastInteracted"},
		{"Hayabusa", "Timestamp*,RuleTitle,Level,Computer,Channel,EventID,RecordID,Details", "Timestamp"},
		{"BrowsingHistoryView", "URL,Title,Visit Time*,Visit Count,Visited From,Web Browser,User Profile,Record ID", "Visit Time"},
	} {
		names := strings.Split(c.header, ",")
		var text strings.Builder
		text.WriteString(strings.ReplaceAll(c.header, "*", "") + "\n")
		for row := range 12 {
			for i, name := range names {
				value := fmt.Sprint("v", row, i)
				if strings.HasSuffix(name, "*") { // in no order, and other days in each column
					value = fmt.Sprintf("2021-%02d-%02d %02d:15:07", 1+i%12, 1+(row*7+i)%28, (row*5+i)%24)
				}
				text.WriteString(value + map[bool]string{true: "\n", false: ","}[i == len(names)-1])
			}
		}
		tally, err := Count(context.Background(), Options{}, file(t, "log.csv", text.String()))
		if err != nil || tally.Sources[0].TimeColumn != c.want || tally.Sources[0].Events != 12 {
			t.Errorf("%s: %+v, %v; want %s", c.tool, tally, err, c.want)
		}
	}
}
