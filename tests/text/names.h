// Names and sentences of many scripts, that the tests lay out.
#pragma once

#include <string>
#include <vector>

namespace porchlight::text {

struct Sample {
    const char* what;
    std::string text;
    bool one_direction = true;  ///< all letters run one way
};

inline std::vector<Sample> samples() {
    return {
        {"Spanish with accents and hyphen", "María-José Ñáñez Güell"},
        {"Irish with apostrophe", "Séamus Ó Súilleabháin-O'Brien"},
        {"Polish", "Wojciech Łukasz Brzęczyszczykiewicz-Żółć"},
        {"French", "Zoë Lefèvre d’Àçæœ"},
        {"Filipino", "Niño Macaraeg"},
        {"Chinese", "王小明 欧阳娜娜"},
        {"Chinese with a rare character", "㛃𠮷龘𣲘"},
        {"Chinese sentence", "请输入您的姓名（与证件一致），然后按“继续”。"},
        {"Arabic", "محمد عبد الرحمن الشريف"},
        {"Arabic with marks", "مُحَمَّد بْنُ عَلِيّ لا إله"},
        {"Arabic with Latin and digits", "الاسم: Anna O'Neill رقم 1234 (بطاقة)", false},
        {"Latin with Arabic", "Name: محمد علي, born 12", false},
        {"Persian with joiner", "می‌خواهم گل پژوهش"},
        {"Vietnamese", "Nguyễn Thị Ánh Tuyết Đặng Hữu Phước"},
        {"Vietnamese, stacked marks", "Ẩn Ổ Ữ ộ ễ ặ Ậ"},
        {"Ukrainian", "Олександра Їжакевич-Ґудзь"},
        {"Russian", "Фёдор Достоевский"},
        {"Greek", "Ελένη Παπαδοπούλου"},
        {"Hebrew", "יוסף בן־דוד"},
        {"Hindi", "श्रीमती प्रियंका क्षत्रिय"},
        {"Bengali", "শ্রীমতী রবীন্দ্রনাথ"},
        {"Tamil", "கிருஷ்ணமூர்த்தி"},
        {"Thai", "สมชาย ใจดี น้ำ"},
        {"Armenian", "Արամ Խաչատրյան"},
        {"Georgian", "ნინო ბერიძე"},
        {"Amharic", "አበበ ቢቂላ"},
        {"Khmer", "សុខា ស្រីមុំ"},
        {"Korean", "김민준 박서연"},
        {"Japanese", "山田 たろう カタカナ"},
        {"decomposed marks", "Jose\u0301 Nu\u0303n\u0303ez A\u030Ango\u0308"},
        {"decomposed marks that stack", "Nguye\u0302\u0303n a\u0323\u0302 o\u0328\u0304"},
        {"Yoruba", "Ọláṣubọ̀mí Àjàyí"},
        {"one word", "Suharto"},
        {"one letter", "X"},
        {"100 characters",
         "Wolfeschlegelsteinhausenbergerdorff Maximiliana Theodora Wilhelmina von und zu Hohenzollern-"
         "Sigmari"},
        {"spaces within", "Anna   Lena  "},
        {"digits and signs", "12 MAR 1990 (№ 7), 50 % & 3·4 – 5…"},
    };
}

/// Ordinary given names and family names of a script, to be put together.
struct NameParts {
    const char* script;
    const char* given[4];
    const char* family[2];
};

inline constexpr NameParts kNameParts[] = {
    {"Latin", {"Żaneta", "Zoë", "Nguyệt", "Ḥalima"}, {"Łąkowski", "O’Brádaigh-Ñañez"}},
    {"Cyrillic", {"Їванна", "Ґеник", "Љубица", "Әсел"}, {"Щербак’юк", "Ђурђевић"}},
    {"Greek", {"Ελένη", "Γιώργος", "Ἀθηνᾶ", "Μαΐα"}, {"Παπαδάκη", "Οἰκονόμου"}},
    {"Arabic", {"فاطمة", "محمّد", "پروانه", "لِيلى"}, {"الحَدّاد", "گل‌محمدی"}},
    {"Hebrew", {"רָחֵל", "יוסף", "שׂרה", "צְבִי"}, {"בן־דוד", "כֹּהֵן"}},
    {"Armenian", {"Անահիտ", "Արամ", "Նարեկ", "Լուսինե"}, {"Հակոբյան", "Տէր-Գրիգորեան"}},
    {"Georgian", {"ნინო", "გიორგი", "თამარ", "ლევან"}, {"ბერიძე", "კაპანაძე"}},
    {"Devanagari", {"प्रियंका", "कृष्ण", "श्रद्धा", "अर्जुन"}, {"क्षत्रिय", "त्रिपाठी"}},
    {"Bengali", {"শ্রেয়া", "কৃষ্ণ", "অর্ক", "সুস্মিতা"}, {"চট্টোপাধ্যায়", "হক্"}},
    {"Gurmukhi", {"ਗੁਰਪ੍ਰੀਤ", "ਹਰਜਿੰਦਰ", "ਮਨਜੀਤ", "ਸਿਮਰਨ"}, {"ਸਿੰਘ", "ਢਿੱਲੋਂ"}},
    {"Gujarati", {"કૃષ્ણા", "હિતેશ", "જ્યોતિ", "પ્રિયા"}, {"પટેલ", "ત્રિવેદી"}},
    {"Odia", {"ପ୍ରିୟା", "କୃଷ୍ଣ", "ସ୍ମିତା", "ଅର୍ଜୁନ"}, {"ମହାନ୍ତି", "ଦାଶ"}},
    {"Tamil", {"கிருஷ்ணா", "பொன்னி", "லட்சுமி", "ஸ்ரீதர்"}, {"முருகன்", "கௌரி"}},
    {"Telugu", {"కృష్ణ", "శ్రీలత", "జ్యోతి", "పద్మ"}, {"రెడ్డి", "చౌదరి"}},
    {"Kannada", {"ಕೃಷ್ಣ", "ಜ್ಯೋತಿ", "ಶ್ರೀಧರ", "ಪದ್ಮಾ"}, {"ಗೌಡ", "ಹೆಗ್ಡೆ"}},
    {"Malayalam", {"കൃഷ്ണ", "ജ്യോതി", "ശ്രീദേവി", "ഉണ്ണി"}, {"നായർ", "മേനോൻ"}},
    {"Sinhala",
     {"ශ්‍රියානි", "කුමාර", "දිල්ෂානි", "නිමල්"},
     {"පෙරේරා", "වික්‍රමසිංහ"}},
    {"Thai", {"น้ำผึ้ง", "สมชาย", "ปิ่น", "กัลยาณี"}, {"ใจดี", "ศรีสุวรรณ์"}},
    {"Lao", {"ນ້ອຍ", "ບຸນມີ", "ແກ້ວ", "ຄຳ"}, {"ພົມມະຈັນ", "ສີສຸກ"}},
    {"Khmer", {"សុខា", "ស្រីមុំ", "វណ្ណា", "បុប្ផា"}, {"ច័ន្ទ", "សៀង"}},
    {"Myanmar", {"အောင်", "မြင့်", "စန္ဒာ", "ကြည်"}, {"သန်း", "ဝင်းမြတ်"}},
    {"Ethiopic", {"አበበ", "ሰላም", "ብርሃኑ", "ሀና"}, {"ተስፋዬ", "ገብረማርያም"}},
    {"Han", {"小明", "秀英", "𠮷美", "建国"}, {"王", "欧阳"}},
    {"Hangul", {"민준", "서연", "하늘", "지우"}, {"김", "박"}},
    {"Kana", {"たろう", "ゆき", "ハナコ", "ケン"}, {"やまだ", "スズキ"}},
};

/// 200 names in 25 scripts.
inline std::vector<Sample> names() {
    std::vector<Sample> all;
    for (const auto& parts : kNameParts)
        for (const auto* given : parts.given)
            for (const auto* family : parts.family)
                all.push_back({parts.script, std::string{given} + " " + family});
    return all;
}

}  // namespace porchlight::text
